/** The same in English. */

export const paper = {
  title: 'Applying on paper: by post, by fax, in person',
  lead: 'Without the internet, download and print the blank form, and send it by post or fax or hand it in; you can also apply by word of mouth. Every way counts the same.',
  form: 'Blank form',
  formLead:
    'Two pages of A4, in English or in Chinese; the second explains how to fill it in. You can also write the same things without the form.',
  download: 'Download the blank form (PDF)',
  downloadChinese: 'The form in Chinese (PDF)',
  enclose:
    'Please enclose a copy of your identity document; if somebody acts for you, the power of attorney and a copy of their identity document.',
  post: 'By post',
  to: 'Addressee',
  address: 'Address, postcode',
  envelope: 'Write on the envelope',
  postDay:
    'By registered mail or courier, the day the agency signs for it is the day of receipt. With an ordinary letter the agency confirms with you on the day it arrives, and that day counts: please give a telephone number.',
  fax: 'By fax',
  faxNumber: 'Fax number',
  faxFirst: 'Write on the first page',
  faxMore: ', the number of pages, your telephone number',
  faxDay:
    'The day both sides confirm is the day of receipt. Please call after sending, to hear whether it can be read.',
  noFax: 'This agency has published no fax number: please use the post or the counter.',
  counter: 'In person, or by word of mouth',
  counterDay:
    'The day you hand it in is the day of receipt, and you get a receipt at once. If writing is difficult, say it, and staff write it down for you.',
  hours: 'Hours',
  phone: 'Phone',
  article: 'Regulations, Articles 29 and 31',
  who: 'Who may apply',
  online: 'Apply online instead',
  choose: 'Which agency',
} as const
