/** Drills as their pages show them: one that the procedure refuses, one that was late, one that a letter lost. */
import type { VNode } from 'preact'
import { DrillPage } from '../../src/drill/pages/drill.tsx'
import { DrillsPage } from '../../src/drill/pages/list.tsx'
import { OwnDrillPage } from '../../src/drill/pages/own-case.tsx'
import { drillGroups, showDrill } from '../../src/drill/show.ts'

type Signed = Omit<Parameters<typeof DrillPage>[0], 'view'>

const { days, steps, channel } = showDrill('J01')!
const own = {
  ...{ id: '1', number: '（2026）第1号', channel, days, steps, isAside: false },
  wrong: { on: '2026-03-31', what: '答复期限已经届满，没有按期答复。', remedy: '最迟在2026年3月30日答复。' },
}

export const drillPagesOf = (signed: Signed): Record<string, VNode> => ({
  drills: <DrillsPage {...signed} groups={drillGroups()} />,
  'drill-refused': <DrillPage {...signed} view={showDrill('J09')!} />,
  'drill-late': <DrillPage {...signed} view={showDrill('J01')!} />,
  'drill-own': <OwnDrillPage {...signed} view={own} />,
  'drill-letter': <DrillPage {...signed} view={showDrill('J10')!} />,
})
