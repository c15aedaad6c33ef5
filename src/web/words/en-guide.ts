/** The guide in English; the Chinese text is the authoritative one. */
export const guide = {
  title: 'How to request government information',
  lead: 'How to apply, when you will hear back, and what is handled elsewhere.',
  contents: 'Contents',
  agencies: 'Offices',
  agency: {
    address: 'Address',
    postcode: 'Postcode',
    phone: 'Phone',
    email: 'E-mail',
    hours: 'Hours',
    office: 'Disclosure office',
  },
  key: {
    fingerprint: 'Key for checking evidence bundles, fingerprint (SHA-256)',
    link: 'The key',
    page: 'Page that checks evidence bundles offline, SHA-256',
    pageLink: 'The page',
  },
  consulted: {
    id: 'consulted',
    title: 'If you received a consultation letter',
    article: 'Regulations, Articles 32 and 34',
    text: [
      'Where disclosure would harm your lawful rights and interests, the agency asks for your view in writing. Please answer within 15 working days of receiving the letter; if you do not, the agency decides on disclosure under the Regulations.',
      'If you object with good reason, the information is not disclosed; please give your reasons. Where withholding may gravely affect the public interest, the agency may decide to disclose, and tells you in writing what it discloses and why.',
      'Other agencies that made the information jointly also answer within 15 working days; silence is taken as consent.',
    ],
    door: 'Answer with the number and code in the letter',
  },
  parts: [
    {
      id: 'who',
      title: 'Who may apply',
      article: 'Regulations, Article 27',
      text: [
        'Any citizen, legal person or other organisation. You need not state a purpose or show an interest in the matter.',
        'Foreign nationals, stateless persons and foreign organisations may apply too, and show who they are with a passport or another valid document; residents of Hong Kong, Macao and Taiwan with a residence or travel permit.',
      ],
    },
    {
      id: 'whom',
      title: 'Whom to ask',
      article: 'Regulations, Articles 10 and 27',
      text: [
        'Information made by an agency: that agency. Information obtained from citizens or organisations: the agency that keeps it.',
        'Information made jointly: the lead agency. A wrong choice does no harm: the agency will tell you who is responsible and how to reach them.',
      ],
    },
    {
      id: 'what',
      title: 'What to write',
      article: 'Regulations, Article 29',
      text: [
        '1. Your name, proof of identity and contact details.',
        '2. The title or document number of the information, or other features by which it can be found.',
        '3. The form in which you want it, and how you want to receive it.',
        'If writing is truly difficult, you may apply orally and staff will fill in the form for you.',
      ],
    },
    {
      id: 'received',
      title: 'Which day counts as receipt',
      article: 'Regulations, Article 31',
      text: [
        'In person: the day you hand it in.',
        'By post: the day the agency signs for it. By ordinary letter, which nobody signs for, the agency confirms with you on the same day, and the day of confirmation counts.',
        'By internet or fax: the day both sides confirm.',
      ],
    },
    {
      id: 'correction',
      title: 'If the request is unclear',
      article: 'Regulations, Article 30',
      text: [
        'Within 7 working days of receipt the agency tells you, once and for all, what to correct and by when. The time to reply runs from the day it receives the correction.',
        'If you do not correct it in time without good reason, the request is taken as abandoned and is not handled further.',
      ],
    },
    {
      id: 'when',
      title: 'When you will hear back',
      article: 'Regulations, Article 33',
      text: [
        'On the spot where possible; otherwise within 20 working days of receipt.',
        'The head of the disclosure office may approve an extension of at most 20 working days, and you will be told.',
        'Time needed to consult third parties and other agencies is not counted.',
      ],
    },
    {
      id: 'reply',
      title: 'What the reply can be',
      article: 'Regulations, Articles 36 and 37',
      text: [
        'Already public: how and where to get it. Can be disclosed: the information, or how, where and when you can get it.',
        'Withheld: the reasons. Where part can be disclosed, that part is provided.',
        'Searched for and not found: the agency says so. Not this agency’s to disclose: the reasons and, where known, the responsible agency and its contact details.',
      ],
    },
    {
      id: 'fee',
      title: 'Fees',
      article: 'Regulations, Article 42',
      text: [
        'None. Only where the number or frequency of requests clearly exceeds a reasonable range may a processing fee be charged; you are first told the rate and the amount in writing.',
      ],
    },
    {
      id: 'not-here',
      title: 'What is not handled here',
      article: 'Regulations, Articles 36 and 39',
      text: [
        'Petitions, complaints and reports in the form of a request: please use the channels for them.',
        'Gazettes, newspapers, books and other publications: please ask the publisher or distributor.',
        'Company and real-estate registers and other records with access rules of their own: please follow those rules.',
      ],
    },
    {
      id: 'remedy',
      title: 'If you disagree',
      article: 'Regulations, Articles 47 and 51',
      text: [
        'If an agency does not handle your request as required, you may complain to the agency above it or to the department in charge of disclosure.',
        'You may also apply for administrative reconsideration or bring an administrative lawsuit. Against a refusal to disclose, reconsideration comes first; against its decision, a lawsuit (Administrative Reconsideration Law, Article 23).',
      ],
    },
    {
      id: 'help',
      title: 'If you need assistance',
      article: 'Regulations, Article 43',
      text: [
        'If you have difficulty reading, or a visual or hearing impairment, the agency gives the help you need. Say so on the form or call the office.',
      ],
    },
  ],
} as const
