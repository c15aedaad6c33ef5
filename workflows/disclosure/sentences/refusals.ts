/** How a refusal is put together, and those that no rule of a fact gives. */
export const refusals = {
  /** The days that stand in the way, then the rule itself. */
  'refusal.because': { zh: '{because:sentence}{rule:sentence}', en: '{because} {rule}' },
  /** Several matters, several answers: which of them it is about. */
  'refusal.ofMatter': {
    zh: '第{n:number}项“{matter:words}”：{rule:sentence}',
    en: 'Item {n}, “{matter}”: {rule}',
  },
  FACT_NOT_ALLOWED: {
    zh: '申请件处于“{stage:stage}”环节，此时不能记录“{fact:fact}”。可以记录的事实见所列。',
    en: 'The case is at the stage “{stage}”; “{fact}” cannot be recorded now. See what can be recorded at this stage.',
  },
  'FACT_NOT_ALLOWED.unknown': {
    zh: '申请件处于“{stage:stage}”环节，此时不能记录这一事实。可以记录的事实见所列。',
    en: 'The case is at the stage “{stage}”; this cannot be recorded now. See what can be recorded at this stage.',
  },
  'FACT_NOT_ALLOWED.anywhere': {
    zh: '申请件所处的环节不能记录这一事实。',
    en: 'This cannot be recorded at the stage where the case is.',
  },

  'rectified.noLonger': {
    zh: '更正后，第{position:number}条“{fact:fact}”（{on:date}）不再成立：{why:sentence}',
    en: 'After the rectification, entry {position}, “{fact}” ({on}), would no longer be lawful: {why}',
  },
  RECTIFIED_POSITION: { zh: '没有这一条记录。请核对序号。', en: 'There is no such entry. Please check its number.' },
  RECTIFIES_SYSTEM: {
    zh: '系统自行记录的凭证（文书生成、网上送达、邮件发出等）不能更正。请更正产生它的记录，或者另作“备注”。',
    en: 'Proof that the system itself recorded (a letter made, delivery on the portal, a mail sent) is not rectified. Please rectify the record that it came from, or add a note.',
  },
  RECTIFICATION_STANDS: {
    zh: '更正本身不能再更正。更正后的内容有误的，请再次更正原来的那一条；撤销有误的，请重新记录正确的事实。',
    en: 'A rectification is not itself rectified. Where its replacement is wrong, rectify the original entry once more; where it struck what was right, record the right fact anew.',
  },
  RECTIFIED_ALREADY: {
    zh: '这一条已经更正：已撤销，不再计入，不能再次更正。请重新记录正确的事实。',
    en: 'This entry was struck by a rectification and is not rectified again. Please record the right fact anew.',
  },
  SUBMISSION_STANDS: {
    zh: '提交不能删去，只能以正确的内容代替。请写明更正后的内容。',
    en: 'A submission is not struck, only replaced by what is right. Please give the replacement.',
  },
  REPLACEMENT_TYPE: {
    zh: '一条记录只能以同一种记录代替。记错种类的，不以别的内容代替，作废后另行记录。',
    en: 'An entry is replaced by one of its own kind alone. Where the kind was wrong, strike it without a replacement and record the right one.',
  },
  ANOTHERS_WORDS: {
    zh: '审核、审批、签发、转主动公开的初审复审终审，以及申请人、被征求意见的一方自己提交的内容，他人不能代为改写。不写更正后的内容，作废后由本人重新办理。',
    en: 'A review, an approval, a signature, a reading before publication, and what the applicant or a consulted party sent are not rewritten by somebody else. Strike the entry without a replacement; whoever made it makes it anew.',
  },
  NOTICE_ANEW: {
    zh: '已经发出通知书的，不以别的内容代替：不写更正后的内容，原通知书即作废，再另发新的通知书。',
    en: 'Where a notice went out it is not replaced in place: without a replacement the letter becomes void; then send a new notice.',
  },
  PUBLISHED_ANEW: {
    zh: '撤下的记录不能删去使信息恢复公开。确需恢复的，请重新提议转主动公开并决定，信息在原地址恢复；只是理由写错的，写更正后的理由。',
    en: 'Striking a withdrawal does not publish the item again. To bring it back, propose and decide its publication anew: it returns at its address; where only the reason was wrong, give the right one as a replacement.',
  },
} as const
