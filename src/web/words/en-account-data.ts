/** Passkeys, identities and somebody's own data, in English. */
import { english } from './message.ts'

export const waiting = {
  title: 'Requests that wait for their enquiry code',
  lead: 'These requests name this mail address. So that nobody reads them who merely reads your mail, please enter the enquiry code of each once. You will not be asked again.',
  filed: english('Filed {day}'),
  open: 'Open',
}
export const passkeys = {
  title: 'Passkeys',
  lead: 'Once this device is registered, you come in by finger, face or its own code, without a code by mail. Do not register a device that others use.',
  act: 'Register this device',
  use: 'Use a passkey',
  failed: 'The device did not confirm, or you changed your mind. Try again, or use a code by mail.',
  remove: 'Remove',
  removeOf: english('Remove {name}'),
  since: english('registered {day}'),
  none: 'No device is registered.',
}
export const identity = {
  title: 'Identity provider',
  use: 'Come in by the identity provider',
  link: 'Link the identity provider to this account',
  linked: 'Linked. The identity provider opens this account from now on.',
  signedIn: 'Signed in by the identity provider',
}
export const said = {
  'passkey-no':
    'The device did not confirm, or is registered in no account. Come in by a code by mail, then register the device.',
  'passkey-kept': 'This device is registered.',
  'passkey-failed': 'Not registered. The device did not confirm, or is registered already.',
  'passkey-gone': 'Removed. The device no longer opens the account.',
  'identity-linked': 'Linked.',
  'identity-taken': 'Not linked. The identity belongs to another account, or you have left this one.',
  'identity-refused': 'The identity provider did not finish. Please come in again.',
  'correction-sent': 'The office has your request. See the progress of the application for what comes of it.',
  'correction-empty': 'Not sent. Please say what is wrong, and what it should be.',
}
export const data = {
  title: 'My personal data',
  lead: 'You may have a copy of your personal data, have them corrected and have them deleted (Personal Information Protection Law, Articles 45 to 47).',
  export: 'Download all my data (ZIP)',
  exportHelp: 'The account and the requests that it opens, as a page and as JSON.',
  contact:
    'New contact details are entered on the page of the request, under "Change contact details", and hold at once.',
  correct: 'Where your name or anything else is wrong, ask here. The office checks it.',
  which: 'Which request',
  what: 'What is wrong, and what it should be',
  send: 'Ask for correction',
  file: 'my-personal-data',
  page: 'My personal data',
  madeAt: english('Exported {day}'),
  masked: 'Identity numbers lie sealed and apart; the service cannot read them, and shows a few characters here.',
  account: 'Account',
  since: 'Since',
  visits: 'Last visits',
  passkeys: 'Passkeys',
  identities: 'Linked identities',
  agency: 'Agency',
  submitted: 'Filed',
  files: 'Files that you provided',
  satisfaction: 'How satisfied you were (1 to 5)',
  others: 'Mails about this request go to another address, so the applicant is not shown here.',
  notOpened: 'Requests that were not opened',
  none: 'none',
  remains:
    'Deleted at once with the account are its address, devices, identities, visits and list. What remains: requests and their files, kept for the period that archive rules set; letters that were sent and proof of their delivery; your choice to get statutory mails alone.',
}
