/** Drills as their pages show them: one that the procedure refuses, one that was late, one that a letter lost. */
import type { VNode } from 'preact'
import { DrillPage } from '../../src/drill/pages/drill.tsx'
import { DrillsPage } from '../../src/drill/pages/list.tsx'
import { drillGroups, showDrill } from '../../src/drill/show.ts'

type Signed = Omit<Parameters<typeof DrillPage>[0], 'view'>

export const drillPagesOf = (signed: Signed): Record<string, VNode> => ({
  drills: <DrillsPage {...signed} groups={drillGroups()} />,
  'drill-refused': <DrillPage {...signed} view={showDrill('J09')!} />,
  'drill-late': <DrillPage {...signed} view={showDrill('J01')!} />,
  'drill-letter': <DrillPage {...signed} view={showDrill('J10')!} />,
})
