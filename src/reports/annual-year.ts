/** The year of an annual report is that of every other figure. */
export { FIRST_YEAR, isOver, type Period, periodOf } from '../ground/year.ts'
