/** Review, signature, service, archive (Article 45), and what may follow (Articles 44 and 51). */
export const reply = {
  'OWN_DRAFT.review': {
    zh: '不能审核本人拟的稿。请由其他法制人员审核。',
    en: 'Nobody reviews their own draft. Please have another member of the legal staff do it.',
  },
  'OWN_DRAFT.signature': {
    zh: '不能签发本人拟的稿。请由其他签发人签发。',
    en: 'Nobody signs their own draft. Please have another signer do it.',
  },
  'OWN_DRAFT.approval': {
    zh: '不能审批本人拟的稿。请由其他审批人审批。',
    en: 'Nobody approves their own draft. Please have somebody else who may do it.',
  },
  REVIEWED_BEFORE_DRAFT: {
    zh: '审核日期早于拟稿日期。请核对日期。',
    en: 'The day of the review is before the day of the draft. Please check the day.',
  },
  'day.drafted': { zh: '答复于{on:date}拟稿。', en: 'The reply was drafted on {on}.' },
  SIGNED_BEFORE_REVIEW: {
    zh: '签发日期早于法制审核通过的日期。请核对日期。',
    en: 'The day of the signature is before the day on which the draft passed its review. Please check the day.',
  },
  'day.reviewed': { zh: '稿件于{on:date}通过法制审核。', en: 'The draft passed its review on {on}.' },
  APPROVAL_OUT_OF_ORDER: {
    zh: '审批按机关确定的环节依次进行，每次写明是哪一步。请按所等待的一步办理。',
    en: 'Approvals follow each other in the order that the agency has set, and each says which it is (step). Please record the one that is waited for.',
  },
  'approval.waits': {
    zh: '本件等待第{n:number}步：{step:words}。',
    en: 'This case waits for step {n}: {step}.',
  },
  APPROVED_BY_THE_SAME: {
    zh: '各步审批由不同的人作出，审核过、审批过本稿的人不能再审批。请由其他审批人审批；没有其他人的，退回拟稿，由系统管理员调整审批环节后重新拟稿。',
    en: 'Each step is another person’s: whoever reviewed or approved this draft does not approve it again. Please have somebody else do it; if there is nobody, return the draft, have the administrator change the steps, and draft it again.',
  },
  APPROVED_TOO_EARLY: {
    zh: '审批日期早于前一步审批或者法制审核的日期。请核对日期。',
    en: 'The day of the approval is before the step or the review that came before. Please check the day.',
  },
  NOT_SENSITIVE: {
    zh: '本件没有标记为敏感事项，没有可以解除的标记。',
    en: 'This case is not marked as sensitive; there is no mark to lift.',
  },
  SENSITIVE_NOT_CONFERRED: {
    zh: '本机关规定敏感事项先会商再签发、公开。请先记录“会商”；机关允许不经会商的，写明理由。标记有误的，由公开机构负责人解除。',
    en: 'In this agency a sensitive case is conferred about before it is signed or published. Please record the conference first; where the agency allows to go on without one, give the reason (withoutConference). The head of the disclosure office lifts a mark that is wrong.',
  },
  'sensitive.marked': {
    zh: '本件标记为敏感事项（{kind:words}），标记以后没有会商记录。',
    en: 'This case is marked as sensitive ({kind}), and nobody has conferred about it since.',
  },
  RETURNED_TO_NO_STEP: {
    zh: '没有通过的稿件，可以退回已经通过的某一步审批或者法制审核，不写退到哪里的，退回承办人。请从已经通过的各步中选择。',
    en: 'A draft that does not pass may go back to a step that it has passed or to the legal review (review); without returnTo it goes back to its handler. Please choose one of the steps that it has passed.',
  },
  SIGNED_BEFORE_APPROVAL: {
    zh: '签发日期早于审批通过的日期。请核对日期。',
    en: 'The day of the signature is before the day of the last approval. Please check the day.',
  },
  'day.passed': { zh: '前一步于{on:date}通过。', en: 'The step before was passed on {on}.' },
  SERVED_BEFORE_SIGNED: {
    zh: '送达日期早于签发日期。请核对日期。',
    en: 'The day of service is before the day of signature. Please check the day.',
  },
  COURIER_IS_NO_POST: {
    zh: '这是快递企业的单号。本机关的文书是国家机关公文，邮寄只能交邮政企业，快递企业不得寄递。请交邮政企业寄送，填写挂号信或者EMS的邮件号。',
    en: 'This is the number of a courier. Letters of an agency are official documents, which by law only the postal enterprise may carry. Please send it by registered post or EMS and enter that number.',
  },
  'day.signed': { zh: '答复于{on:date}签发。', en: 'The reply was signed on {on}.' },
  ARCHIVED_BEFORE_END: {
    zh: '归档日期早于送达或者撤回日期。请核对日期。',
    en: 'The day of archiving is before service or withdrawal. Please check the day.',
  },
  ARCHIVED_BEFORE_TOLD: {
    zh: '决定公开告知书没有发给第三方的记录，不能归档。请先发出并记录“文书发出”；有误的文书，更正其事实使之作废。',
    en: 'The letter that tells a third party of the decision is not on record as sent, so the case cannot be archived. Please send it and record that first; a letter that is wrong is voided by rectifying its fact.',
  },
  'letters.unsent': { zh: '没有发出记录：{letters:words}。', en: 'Not on record as sent: {letters}.' },
  'day.ended': { zh: '申请件于{on:date}办结。', en: 'The case ended on {on}.' },

  REMEDY_BEFORE_REPLY: {
    zh: '尚未答复，答复期限也未届满，没有可以申请复议或者提起诉讼的行为。请核对日期。',
    en: 'There is no reply, and the time to reply has not ended: nothing can be taken to reconsideration or to court. Please check the day.',
  },
  REMEDY_OPEN: {
    zh: '同一人对同一答复提起的复议或者诉讼尚未审结，不能再行提起。请先记录其结果；由第三方或者共同申请人提起的，请选择提起人。',
    en: 'The same person’s reconsideration or lawsuit about the same reply is pending, and bars another. Please record its result first; where a third party or a co-applicant brings this one, please say who.',
  },
  RECONSIDERATION_NOT_DECIDED: {
    zh: '对这一答复没有已经审结的行政复议，复议期限也未届满，不是“复议后起诉”。复议不予受理、驳回的，请先记录复议结果；重新答复以后，此前的复议不再算。',
    en: 'No reconsideration of this reply has been decided, nor is its time over: this is no lawsuit after one. If it was not taken up or was dismissed, please record that result first; one of an earlier reply does not count after a new reply.',
  },
  NO_JUDGMENT_TO_APPEAL: {
    zh: '没有可以上诉的一审判决、裁定，或者类型与一审不同。请先记录一审结果；上诉的类型与一审相同。',
    en: 'There is no judgment of first instance to appeal, or the kind is not that of the suit. Please record its result first; an appeal is of the same kind.',
  },
  NAMED_WITHOUT_APPEAL: {
    zh: '选择了第几件，没有选择上诉人。上诉的，选择上诉人；新提起的复议、诉讼，不选择第几件。',
    en: 'It names an earlier one, but not who appeals. Please say who appeals; what is brought anew names none.',
  },
  CLAIMANT_NOT_CONSULTED: {
    zh: '所选的提起人不是本件征求过意见的第三方。请核对。',
    en: 'Whoever is named as bringing it is no third party that was consulted in this case. Please check.',
  },
  REMEDY_NOT_NAMED: {
    zh: '有几件复议、诉讼，没有指明是哪一件，或者所指的一件不能记录这一事实。请选择第几件（按提起的先后）。',
    en: 'There are several, and this does not say which, or names one of which this cannot be recorded. Please give its place in the order in which they were sought.',
  },
  NOTHING_TO_PERFORM: {
    zh: '没有需要履行的复议决定、裁判：没有责令履行，或者已经履行，或者正在上诉，或者已经重新办理。',
    en: 'No decision or judgment waits to be performed: none orders anything, or it was done, or is appealed, or the case is handled again.',
  },
  PERFORMED_BEFORE_DECISION: {
    zh: '履行日期早于复议决定、裁判。请核对日期。',
    en: 'It would have been performed before it was decided. Please check the day.',
  },
  RESULT_CONTRADICTED: {
    zh: '具体结果与“维持、纠正、其他”不一致：撤销、变更、确认违法、责令履行为纠正，维持、驳回请求为维持，其余为其他。请核对。',
    en: 'What was decided does not belong to this result: annulled, changed, found unlawful or ordered to act is corrected; maintained or claims dismissed is upheld; all else is other. Please check.',
  },
  INSTRUMENT_UNFIT: {
    zh: '文书种类不符：复议机关作出决定，人民法院作出判决、裁定，都可以调解。请核对。',
    en: 'The kind of paper does not fit: a review body decides, a court judges or rules, either may mediate. Please check.',
  },
  COPY_RECEIVED_EARLY: {
    zh: '收到副本之日早于申请提交之日，或者晚于指定的答复日期，或者当时没有这种程序。请核对日期和程序。',
    en: 'The copy would have been received before the request, or after the last day that was set, or by a procedure that there was not yet. Please check the days and the procedure.',
  },
  NOTHING_TO_ANSWER: {
    zh: '没有等待答复、答辩的复议或者诉讼。已经提交过的，补充材料请作为“附卷”。',
    en: 'No reconsideration or lawsuit awaits an answer. What is added to an answer that was given is put on file.',
  },
  ANSWERED_BEFORE_COPY: {
    zh: '提交之日早于收到副本之日。请核对日期。',
    en: 'The answer would be before the copy was received. Please check the day.',
  },
  'day.copyReceived': { zh: '副本于{on:date}收到。', en: 'The copy was received on {on}.' },
  NOTHING_LOST: {
    zh: '没有被纠正而还没有总结的复议、诉讼。',
    en: 'No reply was corrected whose lesson is still to be drawn.',
  },
  NO_OPEN_REMEDY: {
    zh: '没有等待结果的复议或者诉讼。请先记录“复议、诉讼”。',
    en: 'No reconsideration or lawsuit awaits a result. Please record it first.',
  },
  DECIDED_BEFORE_SOUGHT: {
    zh: '结果的日期早于申请复议或者提起诉讼之日。请核对日期。',
    en: 'The day of the result is before the reconsideration or lawsuit was begun. Please check the day.',
  },
  'day.remedySought': {
    zh: '复议或者诉讼于{on:date}提起。',
    en: 'The reconsideration or lawsuit was begun on {on}.',
  },
  NOTHING_TO_REOPEN: {
    zh: '答复尚未送达，也没有责令答复的复议决定或者判决，没有可以重新办理的。请继续办理。',
    en: 'No reply was served, and no decision or judgment orders one: there is nothing to reopen. Please go on handling the case.',
  },
  PERIOD_WITHOUT_DECISION: {
    zh: '没有责令重新处理的决定或者判决的，不能另定办理期限，原答复期限不变。有决定或者判决的，请填写决定机关、文号、日期和收到日期；没有的，请删去“责令期限”。',
    en: 'Without a decision or judgment that orders it, no new time can be set, and the old day stands. If there is one, please give its body, number, day and day of receipt (decision); if not, please leave the time out (workingDays).',
  },
  DECISION_RECEIVED_EARLY: {
    zh: '收到决定或者判决之日早于其作出之日。请核对日期。',
    en: 'The decision or judgment would have been received before it was made. Please check the days.',
  },
  'day.decisionMade': { zh: '决定或者判决于{on:date}作出。', en: 'The decision or judgment was made on {on}.' },
  DECISION_BEFORE_REPLY: {
    zh: '决定或者判决早于它所撤销或者纠正的答复，前后矛盾。请核对决定的日期；所指的是以前的答复、此后已经重新答复的，请记录“备注”。',
    en: 'The decision or judgment would come before the reply that it annuls. Please check its day; if it is about an earlier reply that has been replaced since, add a note.',
  },
  'decision.days': {
    zh: '决定或者判决于{on:date}作出，答复于{signed:date}签发。',
    en: 'The decision or judgment was made on {on}, the reply signed on {signed}.',
  },
  DECISION_NOT_YET_RECEIVED: {
    zh: '收到决定或者判决之日晚于重新办理之日。请核对日期；尚未收到的，收到后再记录。',
    en: 'The decision or judgment would be received after the case was reopened. Please check the days; if it has not come yet, record this once it has.',
  },
  'day.decisionReceived': {
    zh: '决定或者判决于{on:date}收到。',
    en: 'The decision or judgment was received on {on}.',
  },
  REOPENED_BEFORE_END: {
    zh: '重新办理之日早于原答复送达之日或者复议、诉讼结果之日。请核对日期。',
    en: 'The case would be reopened before its reply was served or its remedy decided. Please check the day.',
  },
  'day.remedyEnded': { zh: '原程序于{on:date}办结。', en: 'The earlier procedure ended on {on}.' },

  RELEASE_NOT_DISCLOSED: {
    zh: '只有可以公开的政府信息才能转为主动公开，本件既没有予以公开、部分公开，也没有可以自查后公开的信息（国家秘密须先解密）。',
    en: 'Only what may be disclosed can be published; in this case nothing was disclosed, nor withheld so that it may be opened later.',
  },
  RELEASE_ALREADY_PROPOSED: {
    zh: '已经提议转主动公开，等待决定；已经决定转为主动公开的，不再提议。',
    en: 'Publication was proposed and awaits a decision; what was decided to be published is not proposed again.',
  },
  RELEASE_BEFORE_REPLY: {
    zh: '提议日期早于答复送达之日。请核对日期。',
    en: 'The day of the proposal is before the reply was served. Please check the day.',
  },
  'day.served': { zh: '答复于{on:date}送达。', en: 'The reply was served on {on}.' },
  RELEASE_NOT_PROPOSED: {
    zh: '没有等待决定的转主动公开提议。',
    en: 'No proposal to publish awaits a decision.',
  },
  RELEASE_DECIDED_EARLY: {
    zh: '决定日期早于提议日期。请核对日期。',
    en: 'The day of the decision is before the day of the proposal. Please check the day.',
  },
  'day.releaseProposed': { zh: '{on:date}提议转主动公开。', en: 'Publication was proposed on {on}.' },
  READING_OUT_OF_ORDER: {
    zh: '初审、复审、终审依次进行，每次写明是哪一次。请按所等待的一次办理。',
    en: 'The first, the second and the final reading follow each other, and each says which it is (step). Please record the one that is waited for.',
  },
  'reading.first': { zh: '本件等待初审。', en: 'This case waits for its first reading.' },
  'reading.second': { zh: '本件等待复审。', en: 'This case waits for its second reading.' },
  'reading.final': { zh: '本件等待终审。', en: 'This case waits for its final reading.' },
  READING_BY_THE_SAME: {
    zh: '初审、复审、终审由不同的人作出，您已经审过本件。请由其他有权的人员审核。',
    en: 'Each reading is by another person, and you have read this one. Please have somebody else do it.',
  },
  READING_TOO_EARLY: {
    zh: '审核日期早于前一次审核。请核对日期。',
    en: 'The day of the reading is before the one that came before. Please check the day.',
  },
  'day.read': { zh: '前一次审核于{on:date}作出。', en: 'The reading before was made on {on}.' },
  RELEASE_NOT_PUBLISHED: {
    zh: '本件没有正在公开的信息，不需要撤下。',
    en: 'Nothing of this case is public, so that nothing can be taken down.',
  },
} as const
