/** The same in English. */
import { english } from './message.ts'

export const filing = {
  notOpen: {
    title: 'Filing online is not open yet',
    lead: 'This site is still being prepared, and applications cannot be filed online for the time being. It opens as soon as that is done; please come again in a few days.',
    rights:
      'You can apply now in other ways, with the same effect: state your name, proof of identity and contact details, which information you want, and how you wish to receive it; then send it by post or fax, or hand it in.',
    ways: 'Where to hand in an application',
    fax: 'Fax',
    nowhere: 'For the address and telephone of the agency, please call the government service hotline.',
  },
  together: 'Apply together with others',
  togetherHelp:
    'If several people or organisations ask for the same information together, enter each of them here. Notices and letters are sent to the first applicant above, as their representative; all applicants are named in the letters.',
  nth: english('Joint applicant {n}'),
  kindOf: 'This applicant is',
  add: 'Add a joint applicant',
  remove: 'Remove this applicant',
  most: english('You can add up to {n}.'),
  ofNth: english('Joint applicant {n}, {label}'),
  identity: 'Picture of your identity document',
  identityHelp:
    'A photo or scan of an identity card, passport or similar: JPG, PNG or PDF, up to 10 MB each, at most 4. You can apply without it; the agency may ask to see the document when it confirms receipt.',
  identityKept:
    'Pictures of identity documents are stored encrypted, apart from your other files, and are not part of the case file. Only the registrar and the handler of this request can view them, and every viewing is recorded. They are erased when the request is archived, at the latest one year after submission.',
  drop: 'You can also drop files here',
  waiting: 'Files received',
  waitingHelp: 'You need not choose them again. If you do not submit, they are deleted after 24 hours.',
  takeAway: 'Remove',
  takeAwayThis: english('Remove {name}'),
  uploading: 'Uploading',
  again: 'Connection lost, trying again',
  uploaded: 'Uploaded',
  failed: 'Not uploaded',
  tryAgain: 'Try again',
  removed: 'Removed',
  waitForFiles: 'Files are still being uploaded; the form is submitted when they have arrived.',
  errorAdvice: 'What you entered and the files received were kept. Please correct it and press “Next” again.',
  refusedFiles: 'These files were not accepted:',
  next: 'Next: check your request',
  nextBusy: 'Checking, one moment…',
  savedAt: 'Saved on this device',
  review: {
    title: 'Check your request',
    lead: 'Nothing has been submitted yet. Please check the details below, then press “Submit”.',
    confirm: 'Submit',
    back: 'Go back and change',
    representative: 'This is the representative, who receives notices and letters.',
    agent: 'Agent',
    nothing: 'Not given',
    noFiles: 'No files',
    noIdentity: 'Not uploaded',
    encrypted: 'stored encrypted, not part of the case file',
    masked: 'Identity document numbers are stored encrypted; only a part is shown here.',
    noPowerOfAttorney:
      'You named an agent but attached no file. Please attach the power of attorney; if you do not have it yet, you can submit now and hand it in later. The agency checks it when it confirms receipt.',
    next: 'After you submit',
    steps: [
      'You get a receipt number and an enquiry code immediately, and can download the receipt.',
      'Staff call you on your number to confirm. The day both sides confirm is the day of receipt (Article 31); the time limit for the reply runs from the next day.',
      'The agency replies within 20 working days; an extension of at most 20 working days is possible, and you will be told.',
    ],
  },
  pdf: 'Download the receipt (PDF, in Chinese)',
  gone: 'Files that are not submitted are deleted after 24 hours. Please choose them again',
}
