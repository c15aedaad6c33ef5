/** The same in English. */
export const answering = {
  title: 'Answer to a consultation',
}
