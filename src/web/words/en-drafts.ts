/** The same in English. */
import { english } from './message.ts'

export const drafts = {
  faultyTitle: english('Error: {title}'),
  steps: ['Before you start', 'Applicant', 'Information you want', 'Contact and delivery', 'Documents'],
  place: english('Step {n} of {used}'),
  titleOf: english('{title} (step {n} of {used})'),
  before: 'Before you start, have ready',
  about:
    'Five steps, about 10 minutes. Press “Next” when a step is filled in; what you entered is kept, and you can go back.',
  contactTitle: 'How we reach you',
  wishes: 'Help you need, how to reach you (optional)',
  errorAdvice: english(
    'What you entered and the files received were kept. Please correct it and press “{button}” again.',
  ),
  back: 'Back',
  next: 'Next',
  toReview: 'Save and return to the check',
  stepwise: 'Fill in step by step (5 steps, for telephones)',
  onePage: 'Fill in on one page',
  change: 'Change',
  changeThis: english('Change {label}'),
  savedAt: 'Draft saved',
  notSaved: 'Not saved for the moment; it is tried again when the connection is back.',
  note: 'What you enter is kept as a draft that only the browser of this device can open, until you submit it or its time is over. On a computer that others use, discard the draft before you leave.',
  restored: english('This is the draft that you saved at {at} and have not submitted.'),
  elsewhere: 'Continue on another device',
  hasCode: 'Begun on another device? Continue with its code',
  discard: 'Discard the draft',
  discarded: 'The draft was discarded: what you entered and the files are deleted.',
  full: 'What you entered is too long to be kept as a draft. Please do not close or reload this page, and submit as soon as it is filled in.',
  ended: 'This draft was submitted, discarded or moved to another device: what you changed here is not saved.',
  carriedOn:
    'This draft was moved to another device with its code, and is not kept on this one any more. To continue here, get a code on that device.',
  code: {
    title: 'Continue on another device',
    lead: 'Get a code on this device, open the same page of this site on the other device and enter it there.',
    give: 'Get a code',
    again: 'Get another code',
    is: 'Code to continue',
    holds: english(
      'Valid until {at}, and only once; changing anything ends it. Once it is entered on the other device, the draft moves there and is not kept on this one. Whoever knows it can see what you entered: please tell it to nobody.',
    ),
    shared:
      'This is a public terminal: no draft can be taken along from it or continued on it. Please fill in and submit the form here, or use a telephone or computer of your own.',
    none: 'There is no draft on this device yet. You can get a code once you have entered something.',
    enterTitle: 'Enter a code',
    enter: 'Code to continue',
    help: '10 letters and digits; capitals do not matter.',
    act: 'Continue',
    wrong: 'This code is wrong, too old or was used. Please get another one on the first device.',
    replaces: 'Replace the draft on this device by that of the other device',
    confirm: 'There is a draft on this device: please confirm that it is to be replaced',
    back: 'Return to the form',
  },
  discardPage: {
    title: 'Discard the draft',
    lead: 'What you entered and the files that were uploaded are deleted. This cannot be undone.',
    act: 'Discard the draft',
    keep: 'Keep it and return to the form',
  },
  filed: {
    title: 'This request was submitted',
    lead: english('Its receipt number is {receipt}. The draft went with it; nothing is submitted twice.'),
    receipt: 'Return to the receipt',
    look: 'View progress',
    another: 'Submit another request',
  },
  filedAs: english(
    'What this form said before was submitted as {receipt}. Below is what you have changed since; it is not submitted yet.',
  ),
  look: 'Look at the one that was submitted',
  fileAnother: 'Submit this as another request',
  noCookies:
    'What you entered was not found. If your browser keeps no cookies, please allow those of this site, and go back to the form with the Back button of the browser.',
  noCookiesHere:
    'Your browser keeps no cookies of this site, so that no draft is kept and the form cannot go step by step: please fill it in on this page. Do not close or reload it, and submit as soon as it is filled in.',
  noCookiesReceipt:
    'Your browser keeps no cookies of this site: this receipt is shown here only, and once. Please write down, print or save both numbers before you leave the page.',
  session: {
    until: english(
      'You can act on this page until {at}; then the receipt number and the enquiry code are needed again.',
    ),
    soon: 'The numbers have to be entered again # min from now. What you wrote is kept.',
    extend: 'Stay longer',
    extended: 'You can stay longer.',
    over: 'The time is over. Please enter the numbers again; what you wrote is kept, and you can carry on.',
    kept: 'What you wrote and had not submitted is here again. Please check it and submit.',
    untilConsulted: english('You can act on this page until {at}; then the number and the code are needed again.'),
    account: english('Come back before {day} and you stay signed in.'),
    signedIn: {
      soon: 'You will have to sign in again # min from now.',
      over: 'The time is over: please sign in again.',
    },
  },
}
