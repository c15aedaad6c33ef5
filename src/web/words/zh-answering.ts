/** Third parties and consulted agencies answer here. */
export const answering = {
  title: '征求意见答复',
} as const
