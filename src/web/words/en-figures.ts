/** Anonymous figures of past years, in English. */
import { english } from './message.ts'
import type { Words } from './zh.ts'

export const figures: Words['figures'] = {
  title: 'Statistics',
  offered: 'Statistics of past years',
  titleOf: english('Statistics of {year}'),
  lead: 'Yearly statistics of requests, by agency. They hold no personal data and may be used freely.',
  none: 'No statistics have been published yet.',
  agency: 'Agency',
  sum: 'Total',
  hidden: '＊',
  hiddenSays:
    'Where an agency has a figure from 1 to 4, its figures below 5 (0 included) are not published, and larger ones where they would tell them: “＊”. Nor are the sums of the columns where they would. The total of each agency is that of table 3 of its annual report, which is published figure by figure by law, so it is not hidden. For the results of requests please see the annual reports.',
  madeOn: english('Published on {day}'),
  years: 'Years',
  tables: {
    channel: 'Requests received, by channel',
    quarter: 'Requests received, by quarter of receipt',
    days: 'Results of the year, by calendar days from receipt',
    extended: 'Results of the year, extended or not',
  },
  kinds: {
    channel: {
      counter: 'In person',
      post: 'Registered post',
      letter: 'Ordinary letter',
      fax: 'Fax',
      online: 'Online',
      email: 'E-mail',
    },
    quarter: {
      1: 'First quarter',
      2: 'Second quarter',
      3: 'Third quarter',
      4: 'Fourth quarter',
    },
    days: {
      10: 'Up to 10 days',
      30: '11 to 30 days',
      60: '31 to 60 days',
      more: 'More than 60 days',
    },
    extended: {
      no: 'Not extended',
      yes: 'Extended',
    },
  },
}
