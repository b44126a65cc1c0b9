import { Missing } from '#shared/contract/contract'
import type { OpenedProcess, ProcessKey } from '#shared/contract/process'
import { server } from '../../api/server'
import { type Base, localCopy } from './draft/draftKeeper'
import { versionXml } from './processCache'

/** What an analyst begins to draw on. */
export type Desk = {
  key: ProcessKey
  xml: string
  base: Base
  /** It was drawn before and is not at the server yet. */
  isUnsaved: boolean
}

const left = new Map<ProcessKey, Promise<void>>()
/** A desk that is being left still saves: whoever comes back at once waits for it. */
export const leaving = (key: ProcessKey, saved: Promise<void>) =>
  void left.set(
    key,
    saved.catch(() => {}),
  )

/** What was drawn and not saved goes before the draft, and the draft before the version that runs. */
export async function loadDesk(key: ProcessKey, isCopyWanted = true): Promise<Desk> {
  await left.get(key)
  const opened = await server.openProcess({ key })
  const copy = isCopyWanted ? localCopy(key) : null
  // the answer to the last saving may have come to a page that was gone
  if (copy && copy.xml !== opened.draft?.xml) {
    const { xml, revision, basedOn } = copy
    return { key, xml, base: { revision, basedOn }, isUnsaved: true }
  }
  if (opened.draft) {
    const { xml, revision, basedOn } = opened.draft
    return { key, xml, base: { revision, basedOn }, isUnsaved: false }
  }
  const basedOn = runningOf(opened)
  if (basedOn === null) throw new Missing('noSuchProcess')
  return { key, xml: (await versionXml(key, basedOn)).xml, base: { revision: 0, basedOn }, isUnsaved: false }
}

/** The version new cases take; null before the first deployment. */
export const runningOf = ({ versions }: Pick<OpenedProcess, 'versions'>): number | null => versions[0]?.version ?? null
