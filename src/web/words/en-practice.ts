/** The form to practise on, and a terminal that others use, in English. */
import { english } from './message.ts'

export const practice = {
  title: 'Practise filling in the form',
  band: 'Practice: nothing is filed here, nothing that you type is kept, and no mail is sent.',
  lead: 'It is checked as the real form is. Names and numbers may be made up.',
  example: 'Fill in a made-up example',
  check: 'Check (files nothing)',
  done: 'Practice done',
  right: english('"{title}" is filled in as it should be. Nothing was filed or kept.'),
  clear: 'The request is clear; there is nothing to add.',
  afterwards: 'After a real filing',
  steps: [
    'You get a receipt number and an enquiry code. Keep them.',
    'The agency confirms receipt with you and sends a registration receipt.',
    'With both numbers you follow the request and fetch the reply.',
  ],
  real: 'File a real request',
  again: 'Practise again',
  filled: {
    kind: 'person',
    name: 'Zhang San (practice)',
    idType: 'residentId',
    idNumber: '11010519491231002X',
    phone: '0000-1000001',
    title: 'Approval of the preliminary design of the Yunxi Road works',
    description: 'Please disclose the approval of the preliminary design of the Yunxi Road works, made in 2025.',
    form: 'electronic',
    delivery: 'portal',
  },
}

export const terminal = {
  band: 'Public terminal. Please clear it before you leave; it clears itself after a while without use.',
  wipe: 'Finish and clear',
  wiped: 'Cleared. What you typed and looked up is no longer on this device.',
}
