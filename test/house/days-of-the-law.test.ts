/** The law's numbers of days stand in workflows/statute/*.yaml; a program takes them from there. */
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Dictionaries say to people what the law is; they are held against it by those who read them. */
const isDictionary = (file: string) => /^src\/web\/words\/(zh|en)[^/]*\.ts$/.test(file)

const NUMBER = String.raw`(?:\d+|[一二三四五六七八九十百]+)`
/** Every count begins with the first day: that is no number of the law. */
const DAYS = new RegExp(`(?<!第(?=1个))(?<!\\d)${NUMBER}个工作日`, 'g')

const found = (code: string): string[] => code.replace(/\/\*[\s\S]*?\*\/|(?<![:\\])\/\/.*/g, '').match(DAYS) ?? []

test('no number of working days stands in a program', () => {
  const files = globSync('{src,workflows}/**/*.{ts,tsx}').filter((file) => !isDictionary(file))
  expect(files.length).toBeGreaterThan(300)
  expect(files.flatMap((file) => found(readFileSync(file, 'utf8')).map((days) => `${file}: ${days}`))).toEqual([])
})

test('such a number is found, in figures and in words; what comes from the statute is none', () => {
  expect(found("const help = '最长20个工作日。'")).toEqual(['20个工作日'])
  expect(found('`二十个工作日内，第15个工作日`')).toEqual(['二十个工作日', '15个工作日'])
  expect(found('`最长{days}个工作日，第1个工作日为{first}`; // 20个工作日')).toEqual([])
})
