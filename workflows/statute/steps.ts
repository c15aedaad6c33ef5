/** The lines of the explanation and of the warnings. Their Chinese is made when somebody reads it: a bulk run of dates reads none. */
import type { Day } from './days.ts'
import { type Entry, type Filling, inChineseWords, type Sentence } from './sentence.ts'
import { STATUTE, type StatuteKey } from './sentences.ts'

/** One line of the explanation: the day (or span, as `from…to`), the article, and what it did to the count. */
export class Step implements Sentence {
  readonly on: string
  readonly article: string
  readonly says: StatuteKey
  readonly with: Filling
  #text: string | undefined

  constructor(on: string, article: string, says: StatuteKey, filling: Filling) {
    this.on = on
    this.article = article
    this.says = says
    this.with = filling
  }
  get entry(): Entry {
    return STATUTE[this.says]
  }
  get text(): string {
    this.#text ??= inChineseWords(STATUTE[this.says], this.with)
    return this.#text
  }
  toJSON(): { on: string; article: string; text: string } {
    return { on: this.on, article: this.article, text: this.text }
  }
}

/** What a careful reader should know before relying on the dates. The code is stable. */
export class Warning implements Sentence {
  readonly code: string
  readonly article: string
  readonly says: StatuteKey
  readonly with: Filling

  constructor(code: string, article: string, says: StatuteKey, filling: Filling) {
    this.code = code
    this.article = article
    this.says = says
    this.with = filling
  }
  get entry(): Entry {
    return STATUTE[this.says]
  }
  get text(): string {
    return inChineseWords(STATUTE[this.says], this.with)
  }
  toJSON(): { code: string; text: string; article: string } {
    return { code: this.code, text: this.text, article: this.article }
  }
}

/** A span of days that the period does not count, both ends included, and why in Chinese (Art 33 ¶3). */
export type Excluded = { from: Day; to: Day; why: string }
