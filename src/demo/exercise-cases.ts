/** The prepared cases of the practice space, each standing where its exercise begins (src/help/exercises.yaml). */
import { drafted, handled, opened, passed, type Step, type Story, searched, served, signed } from './stories.ts'
import type { Subject } from './subjects.ts'

const NOTE = '按题名和关键词逐一检索，没有检索到；综合科核对了登记簿，没有登记。'
const about = (title: string, description: string): Subject => ({ asked: [title, description], note: NOTE })
const at = (channel: Story['channel'], ago: number, about: Subject, steps: Step[] = []): Story => ({
  ...{ channel, ago, about, steps },
})
/** Nothing was found, and the draft says so. */
const answeredSo = (about: Subject): Step[] => [
  ...handled('counter'),
  searched(3, false, about),
  drafted(4, 'notHeld', about),
]

const REVIEW = about('练习六 示例大桥通行费收支情况', '申请公开2019年示例大桥通行费的收支情况')
const SIGN = about('练习七 示例公园夜景照明工程用电费用', '申请公开2022年示例公园夜景照明工程的用电费用')
const SERVE = about('练习八 示例小学扩建工程初步设计批复', '申请公开2020年示例小学扩建工程初步设计的批复')
const ARCHIVE = about('练习九 示例村饮用水水质检测报告', '申请公开2021年示例村饮用水水质检测报告')

/** In the order of their numbers. */
export const EXERCISE_CASES: readonly Story[] = [
  at('letter', 1, about('练习一 示例路公共停车位收费标准', '申请公开示例路公共停车位收费标准的批准文件')),
  at(
    'counter',
    2,
    about('练习二 示例街道养老服务补贴发放标准', '申请公开示例街道2025年养老服务补贴的发放标准'),
    opened('counter'),
  ),
  at(
    'counter',
    4,
    about('练习三 示例广场地面铺装工程合同', '申请公开2024年示例广场地面铺装工程的施工合同'),
    handled('counter'),
  ),
  at('counter', 3, about('练习四 有关材料', '请把有关材料都给我'), handled('counter')),
  at(
    'counter',
    17,
    about('练习五 示例河堤防加固工程监理日志', '申请公开2023年至2024年示例河堤防加固工程的监理日志'),
    handled('counter'),
  ),
  at('counter', 6, REVIEW, answeredSo(REVIEW)),
  at('counter', 7, SIGN, [...answeredSo(SIGN), passed(5, 'notHeld')]),
  at('counter', 8, SERVE, [...answeredSo(SERVE), passed(5, 'notHeld'), signed(6)]),
  at('counter', 9, ARCHIVE, [...answeredSo(ARCHIVE), passed(5, 'notHeld'), signed(6), served(7)]),
  at('counter', 24, about('练习十 示例路口信号灯配时方案', '申请公开示例路口2025年信号灯配时方案'), handled('counter')),
]
