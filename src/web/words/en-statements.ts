/** Both statements in English; the Chinese text is the authoritative one. */
export const statements = {
  privacy: {
    title: 'Personal data',
    lead: 'How what you enter here is used, kept and protected.',
    own: 'What this office adds',
    parts: [
      {
        id: 'why',
        title: 'Why it is collected',
        article: 'Regulations, Article 29; Personal Information Protection Law, Article 13',
        text: [
          'The Regulations ask an application for your name, proof of identity and contact details. They serve to handle your application, to reach you and to serve the reply, and nothing else.',
          'You need not state a purpose; what is not marked as required may be left empty.',
        ],
      },
      {
        id: 'who-reads',
        title: 'Who can read it',
        article: 'Regulations, Article 15; Personal Information Protection Law, Article 10',
        text: [
          'The agency that handles this application and the staff who work on it. A third party who is consulted is not told who you are, unless the law says otherwise.',
          'When what was disclosed to you is published for everybody, your name and contact details are not.',
        ],
      },
      {
        id: 'kept',
        title: 'How it is kept',
        article: 'Personal Information Protection Law, Articles 19 and 51',
        text: [
          'Identity numbers, contact details and what you write are stored encrypted; your application is opened by its receipt number and enquiry code alone.',
          'A form that is not submitted is kept encrypted as a draft, which only the browser that wrote it can open and no member of staff can see; it is deleted when its time is over, and you can discard it at any time.',
          'Pictures of identity documents are deleted when the case is archived, at the latest a year after you applied; the file is kept for its retention period and then disposed of as the law asks.',
        ],
      },
      {
        id: 'cookies',
        title: 'Cookies',
        article: 'Personal Information Protection Law, Article 6',
        text: [
          'Cookies are used only where they are needed: to remember the draft you are writing, what you have just filed or are following, and the size and contrast you chose. No statistics, nothing for others.',
        ],
      },
      {
        id: 'rights',
        title: 'Your rights',
        article: 'Personal Information Protection Law, Articles 44 to 47; Regulations, Article 41',
        text: [
          'You may read, copy and correct your personal data. Receipt number and enquiry code show them online; to have something corrected, or with a question, please contact the office.',
        ],
      },
    ],
  },
  accessibility: {
    title: 'Accessibility',
    lead: 'How everybody can apply here and read the reply.',
    own: 'What this office adds',
    parts: [
      {
        id: 'how',
        title: 'What this site does',
        article: 'Barrier-Free Environment Law, Article 32',
        text: [
          'Its pages work by keyboard alone and with screen readers; at 320 pixels, or enlarged to 400 %, nothing has to be scrolled sideways.',
          'Larger type and higher contrast can be chosen; applying, following and reading the reply work without scripts.',
          'Letters are tagged PDFs that screen readers can read aloud.',
        ],
      },
      {
        id: 'otherwise',
        title: 'Where it is still difficult',
        article: 'Regulations, Articles 29 (2) and 43',
        text: [
          'If writing is difficult, you may apply orally and staff will fill in the form; if reading, seeing or hearing is, the agency gives the help that is needed. Please say so in the application, or contact the office.',
        ],
      },
    ],
  },
} as const
