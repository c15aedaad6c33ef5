/** The same in English. */
import { following } from './en-following.ts'
import { english } from './message.ts'

export const account = {
  title: 'My requests',
  lead: 'A code sent to your e-mail address lets you in: no registration, no password. Without it you can still follow a request with its receipt number and enquiry code.',
  short: 'With a code sent to your e-mail address you see all your requests at once.',
  email: 'E-mail address',
  emailHelp: 'The address you gave when you applied; the list shows what was filed with it.',
  send: 'Send the code',
  badEmail: 'Please give one e-mail address',
  refusedEmail: 'The mail server does not take mail for this address; please check it',
  codeTitle: 'Enter the code',
  codeLead:
    'A code is on its way to the address you gave: a mail with six digits, within a few minutes. It is good for 10 minutes, in this browser only.',
  codeLimit:
    'At most 5 codes an hour are sent to one address. If none arrives, look in the junk folder, then check the address.',
  code: 'Code',
  codeHelp: 'Six digits.',
  wrong: 'The code is wrong or no longer good. After 5 wrong tries, please have a new one sent',
  enter: 'Enter',
  again: 'Give the address again',
  signOut: 'Sign out',
  signedIn: english('Signed in as {email}'),
  start: 'File a new request',
  startHelp:
    'Name and contact details are filled in from your last request and can be changed. Identity numbers are not kept; please enter yours again.',
  list: 'Requests',
  listEmpty:
    'Nothing was filed with this address yet. Requests filed with another address, by post or in person can be added below.',
  receipt: 'Receipt number',
  stage: 'Stage',
  due: 'Reply due',
  settled: 'Answered on',
  notYet: 'counts from confirmation',
  paused: 'not counting at present',
  toDo: 'Next',
  letters: 'Letters',
  add: 'Add another request',
  addLead: 'A request that was not filed with this address is added with its receipt number and enquiry code.',
  addAct: 'Add',
  notices: 'Notices by e-mail',
  noticesAct: 'Choose which e-mails you get',
  delete: 'Delete the account',
  deleteText:
    'Only the link between this address and the list is deleted. Your requests go on, and can be followed with receipt number and enquiry code; what the law requires us to tell you still goes to the address you gave when you applied.',
  deleteConfirm: 'I have understood; delete the account',
  deleteAct: 'Delete the account',
  deleteFirst: 'Please tick the confirmation first',
  deleted: 'The account is deleted',
  deletedText:
    'Your requests have not changed. You can follow them with receipt number and enquiry code, or come back with your address at any time.',
  mail: {
    title: 'Notices by e-mail',
    lead: 'You may stop the general progress mails. What the law requires us to tell you (corrections, fees, reasons, extensions, the reply) is still sent, because your rights depend on the dates in it.',
    all: 'Now: all notices are sent.',
    quiet: 'Now: only what the law requires us to tell you is sent.',
    toQuiet: 'Stop general progress mails',
    toAll: 'Send all notices again',
    done: 'Your choice is kept.',
  },
  following,
}
