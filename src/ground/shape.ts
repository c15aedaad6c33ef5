/**
 * The shape of JSON that anybody may hand in, asked without a library and without a copy: a bundle is proven in a browser, too,
 * and five thousand facts in a moment. What fits is what was read, with nothing added and nothing left out.
 */

export type Shape<T> = (value: unknown) => value is T
/** What fits a shape. */
export type Fits<S> = S extends Shape<infer T> ? T : never

/** Any text. */
export const text: Shape<string> = (value): value is string => typeof value === 'string'
/** Whatever JSON has. */
export const anything: Shape<unknown> = (value): value is unknown => value !== undefined

/** This text alone. */
export const only =
  <T extends string>(one: T): Shape<T> =>
  (value): value is T =>
    value === one

/** A text that all of this finds: the expression has both ends. */
export const textLike =
  (form: RegExp): Shape<string> =>
  (value): value is string =>
    typeof value === 'string' && form.test(value)

/** SHA-256 in lower-case hexadecimals. */
export const hash: Shape<string> = textLike(/^[0-9a-f]{64}$/)

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/
const INSTANT = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/
/** An instant in the one form that `toISOString` gives: any other form of it says another time in another time zone, or none. */
export const instant: Shape<string> = (value): value is string =>
  typeof value === 'string' && INSTANT.test(value) && isInItsMonth(value)

/** A real day of the calendar, as 2026-03-02. */
export const realDay: Shape<string> = (value): value is string =>
  typeof value === 'string' && DAY.test(value) && isInItsMonth(value)

/** A month has twenty-eight days at least; only of what is beyond them is asked which month it is. */
function isInItsMonth(day: string): boolean {
  const nth = Number(day.slice(8, 10))
  if (nth <= 28) return true
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  return nth <= DAYS_OF_MONTH[month]! + (month === 2 && isLeap(year) ? 1 : 0)
}
const DAYS_OF_MONTH = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** A whole number that a double holds exactly. */
export const wholeFrom =
  (least: number): Shape<number> =>
  (value): value is number =>
    Number.isSafeInteger(value) && (value as number) >= least

/** This, or null. */
export const orNull =
  <T>(shape: Shape<T>): Shape<T | null> =>
  (value): value is T | null =>
    value === null || shape(value)

/** A list of these. */
export const manyOf =
  <T>(shape: Shape<T>): Shape<T[]> =>
  (value): value is T[] =>
    Array.isArray(value) && value.every(shape)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Of any keys. */
export const recordOf =
  <T>(shape: Shape<T>): Shape<Record<string, T>> =>
  (value): value is Record<string, T> =>
    isObject(value) && Object.values(value).every(shape)

type Fields = Record<string, Shape<unknown>>
type Of<F> = { [K in keyof F]: Fits<F[K]> }

/** These fields at least. */
export const having = <F extends Fields>(fields: F): Shape<Of<F>> => {
  const all = Object.entries(fields)
  return (value): value is Of<F> => isObject(value) && all.every(([name, shape]) => fitsOwn(value, name, shape))
}

/** These fields and no other. */
export const exactly = <F extends Fields>(fields: F): Shape<Of<F>> => {
  const has = having(fields)
  const count = Object.keys(fields).length
  return (value): value is Of<F> => has(value) && Object.keys(value).length === count
}

/** Its own: what every object inherits is no field. */
const fitsOwn = (value: Record<string, unknown>, name: string, shape: Shape<unknown>): boolean =>
  Object.hasOwn(value, name) && shape(value[name])

/** One of these texts. */
export const oneOf =
  <const T extends readonly string[]>(all: T): Shape<T[number]> =>
  (value): value is T[number] =>
    typeof value === 'string' && all.includes(value)

/** All of the first, any of the second, and no other. */
export const exactlyWith = <F extends Fields, O extends Fields>(
  fields: F,
  optional: O,
): Shape<Of<F> & Partial<Of<O>>> => {
  const has = having(fields)
  const maybe = Object.entries(optional)
  const known = [...Object.keys(fields), ...Object.keys(optional)]
  return (value): value is Of<F> & Partial<Of<O>> =>
    has(value) &&
    Object.keys(value).every((name) => known.includes(name)) &&
    maybe.every(([name, shape]) => !Object.hasOwn(value, name) || fitsOwn(value, name, shape))
}
