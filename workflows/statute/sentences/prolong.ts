/** Extension (Article 33, paragraph 2) and reasons (Article 35). */
export const prolong = {
  'extension.told': {
    zh: '{on:day}经政府信息公开工作机构负责人同意延长{n:number}个工作日，延期告知于{told:day}发出或者送达申请人，答复期限由{before:day}延至{due:day}。',
    en: 'On {on}, with the consent of the head of the disclosure office, the time was extended by {n, plural, one {{n} working day} other {{n} working days}}; the notice went out or reached the applicant on {told}. The day by which the reply is due moves from {before} to {due}.',
  },
  'extension.untold': {
    zh: '{on:day}经政府信息公开工作机构负责人同意延长{n:number}个工作日，答复期限由{before:day}延至{due:day}；没有延期告知在原期限内发出或者送达申请人的记录。',
    en: 'On {on}, with the consent of the head of the disclosure office, the time was extended by {n, plural, one {{n} working day} other {{n} working days}}; the day by which the reply is due moves from {before} to {due}. Nothing on record shows that the notice went out or reached the applicant within the earlier time.',
  },
  'warning.extensionNotProven': {
    zh: '延期应当在原答复期限（{before:date}）届满前告知申请人；没有告知的记录，延期可能不被承认。请记录延期告知书的发出或者签收。',
    en: 'The applicant must be told of an extension before the earlier time ends ({before}). Nothing on record shows this, and the extension may not be recognised. Please record that the notice was sent or received.',
  },
  'reasons.asked': {
    zh: '{on:day}要求申请人说明理由；期限继续计算。',
    en: 'On {on} the applicant was asked to give reasons. The count goes on.',
  },
  'reasons.askedBy': {
    zh: '{on:day}要求申请人说明理由，说明期限至{by:day}；期限继续计算。',
    en: 'On {on} the applicant was asked to give reasons by {by}. The count goes on.',
  },
  'reasons.notReasonable': {
    zh: '{on:day}认定申请理由不合理，应当告知申请人不予处理；期限继续计算。',
    en: 'On {on} the reasons for the request were found not to be reasonable; the applicant must be told that it is not handled. The count goes on.',
  },
  'reasons.reasonable': {
    zh: '{on:day}认定申请理由合理，没有确定延迟答复的期限；期限继续计算。',
    en: 'On {on} the reasons for the request were found to be reasonable; no later day for the reply was set. The count goes on.',
  },
  'reasons.delayed': {
    zh: '{on:day}认定申请理由合理并告知延迟答复的期限，答复期限由{before:day}改为{due:day}。',
    en: 'On {on} the reasons for the request were found to be reasonable and the applicant was told of a later day for the reply: it changes from {before} to {due}.',
  },
  'warning.delayShorter': {
    zh: '延迟答复的期限（{until:date}）早于原答复期限（{before:date}）。',
    en: 'The later day set for the reply ({until}) is before the day by which it was due ({before}).',
  },
} as const
