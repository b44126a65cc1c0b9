import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { ProcessKey } from '#shared/contract/process'
import { refusalText } from '../../api/refusalText'
import { useWords } from '../../ui/words'
import type { Side } from './diff/DiffView'
import { diffWords } from './diff/words'
import { versionXml } from './processCache'

export type Comparison = { before: Side; after: Side }

/** Two versions, or a version and what is drawn now, brought side by side. */
export function useComparison(key: ProcessKey, drawn: () => Promise<string>) {
  const t = useWords(diffWords)
  const [comparison, setComparison] = useState<Comparison | null>(null)
  const sideOf = async (version: number): Promise<Side> => ({
    name: t.version({ version }),
    xml: (await versionXml(key, version)).xml,
  })
  const compare = async (before: number, after: number | 'draft') =>
    setComparison({
      before: await sideOf(before),
      after: after === 'draft' ? { name: t.draft, xml: await drawn() } : await sideOf(after),
    })
  return {
    comparison,
    close: () => setComparison(null),
    compare: (before: number, after: number | 'draft') =>
      void compare(before, after).catch((error: unknown) =>
        notifications.show({ color: 'bad', message: refusalText(error) }),
      ),
  }
}
