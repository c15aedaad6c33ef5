/**
 * What people write may hold characters that nobody sees and that turn round what stands beside them: marks of direction
 * (U+202A to U+202E, U+2066 to U+2069, U+200E, U+200F, U+061C), joiners without width and separators of lines. They are kept
 * as they were written, for that is what was received; on pages and in what is made to be read of them (mails, volumes, workbooks, lists, the
 * annual report) each is shown by its number instead. A record for an archive (metadata in XML) and data for programs (JSON) have them raw.
 */
const UNSEEN = /[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g

/** The text as it may be shown: nothing in it is unseen, and its order is that of its characters. */
export const marked = (text: string): string =>
  text.replace(UNSEEN, (one) => `〔U+${one.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}〕`)

/** A tag, whose attributes may hold `>`; `<` begins a tag, for in texts and attributes it is escaped. */
const TAG = /(<[^"<>]*(?:"[^"<]*"[^"<>]*)*>)/
/** What goes back as it came when a form is sent again. */
const TYPED = /^<(?:textarea|script|style)\b/i
const END_OF_TYPED = /^<\/(?:textarea|script|style)\b/i
const VALUE = /(\svalue="[^"]*")/

/**
 * A document of HTML whose attributes are in double quotes, with `marked` texts and attributes. What stands in a field of a form
 * stays as it was typed: it is sent again.
 */
export function markedHtml(html: string): string {
  if (html.search(UNSEEN) < 0) return html
  let isTyped = false
  return html
    .split(TAG)
    .map((part) => {
      if (!part.startsWith('<')) return isTyped ? part : marked(part)
      if (TYPED.test(part)) isTyped = true
      else if (END_OF_TYPED.test(part)) isTyped = false
      return part
        .split(VALUE)
        .map((piece) => (VALUE.test(piece) ? piece : marked(piece)))
        .join('')
    })
    .join('')
}
