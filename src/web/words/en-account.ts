/** The same in English. */
import { data, identity, passkeys, said, waiting } from './en-account-data.ts'
import { following } from './en-following.ts'
import { english } from './message.ts'

export const account = {
  title: 'My requests',
  lead: 'Sign in with a code sent to your e-mail address: no registration, no password. Without an account you can still follow a request with its receipt number and enquiry code.',
  short: 'Sign in with a code sent to your e-mail address and see all your requests at once.',
  email: 'E-mail address',
  emailHelp: 'The address you gave when you applied; the list shows the requests filed with it.',
  send: 'Send the code',
  badEmail: 'Please enter one e-mail address',
  refusedEmail: 'The mail server does not accept mail for this address; please check it',
  mailWaits:
    'This agency cannot send e-mail at the moment, so no code would reach you. Please follow each request with its receipt number and enquiry code.',
  codeTitle: 'Enter the code',
  codeLead:
    'A code is on its way to your address and should arrive within a few minutes. It is valid for 10 minutes, in this browser only.',
  codeLimit:
    'At most 5 codes an hour are sent to one address. If none arrives, please look in your junk folder, then check the address.',
  code: 'Code',
  codeHelp: 'All digits of the code in the mail.',
  wrong: 'The code is wrong or has expired. After 5 wrong attempts, please ask for a new one',
  enter: 'Sign in',
  again: 'Enter the address again',
  signOut: 'Sign out',
  signedIn: english('Signed in as {email}'),
  start: 'File a new request',
  startHelp:
    'Your name and contact details are filled in from your last request and can be changed. Identity document numbers are not stored; please enter yours again.',
  list: 'Requests',
  listEmpty:
    'No request has been filed with this address yet. Requests filed with another address, by post or in person can be added below.',
  receipt: 'Receipt number',
  stage: 'Stage',
  due: 'Reply due',
  settled: 'Answered on',
  notYet: 'runs from confirmation',
  paused: 'time limit paused',
  carefully: english('counted strictly: {day}'),
  toDo: 'Next',
  letters: 'Letters',
  add: 'Add another request',
  addLead: 'Add a request that was not filed with this address by its receipt number and enquiry code.',
  addAct: 'Add',
  notices: 'Notices by e-mail',
  noticesAct: 'Choose which e-mails you get',
  delete: 'Delete the account',
  deleteText:
    'Only the link between this address and the list is deleted. Your requests continue, and can be followed with receipt number and enquiry code; what the law requires us to tell you is still sent to the address you gave when you applied.',
  deleteConfirm: 'I understand; delete the account',
  deleteAct: 'Delete the account',
  deleteFirst: 'Please tick the confirmation first',
  deleted: 'Your account has been deleted',
  deletedText:
    'Your requests have not changed. You can follow them with receipt number and enquiry code, or sign in again with your address at any time.',
  mail: {
    title: 'Notices by e-mail',
    lead: 'You can stop general e-mails about progress. What the law requires us to tell you (corrections, fees, reasons, extensions, the reply) is still sent, because your rights depend on the dates in it.',
    all: 'Now: all notices are sent.',
    quiet: 'Now: only what the law requires us to tell you is sent.',
    toQuiet: 'Stop general e-mails about progress',
    toAll: 'Send all notices again',
    done: 'Your choice has been saved.',
  },
  following,
  waiting,
  passkeys,
  identity,
  said,
  data,
}
