/** What can be wrong with a template, a letter or a font, by name. The sentence is for the legal staff who read it. */
export type FaultCode =
  | 'TEMPLATE_INVALID'
  | 'BLANK_EMPTY'
  | 'GLYPH_MISSING'
  | 'FONT_NOT_FOUND'
  | 'FONT_BROKEN'
  | 'VOLUME_UNSTEADY'

export class DocumentFault extends Error {
  readonly code: FaultCode
  readonly details: readonly string[]

  constructor(code: FaultCode, message: string, details: readonly string[] = []) {
    super(message)
    this.name = 'DocumentFault'
    this.code = code
    this.details = details
  }
}
