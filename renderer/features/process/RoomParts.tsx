import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconArrowsDiff, IconRocket } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import type { OpenedProcess } from '#shared/contract/process'
import { useAction } from '../../ui/hotkeys'
import { useWords } from '../../ui/words'
import { useSuggestions } from '../suggestion/suggestionCache'
import classes from './Design.module.css'
import { DecisionRoom } from './decisions/DecisionRoom'
import { runningOf } from './desk'
import { DiffView } from './diff/DiffView'
import { ConflictNotice } from './draft/ConflictNotice'
import { SavingState } from './draft/SavingState'
import type { Drawing } from './drawing/drawing'
import { FormRoom } from './forms/FormRoom'
import { processMoved } from './processCache'
import { RoomAside, type RoomTab, useRoomAside } from './RoomAside'
import { Tools } from './Tools'
import { useComparison } from './useComparison'
import type { Designer } from './useDesigner'
import { useDraftEnds } from './useDraftEnds'
import { useDrawingState } from './useDrawingState'
import { useFiles } from './useFiles'
import { DeployDialog } from './versions/DeployDialog'
import { RollBackDialog } from './versions/RollBackDialog'
import { versionWords } from './versions/words'
import { processWords } from './words'

type Props = {
  process: OpenedProcess
  designer: Designer
  back: ReactNode
  onReopen: () => void
  tab: RoomTab
  setTab: (tab: RoomTab) => void
  dropped: File | null
  onTaken: () => void
}
/** What of the things a drawing carries stands on the table. */
type Edited = { kind: 'form' | 'decision'; id: string }
type Dialog = { kind: 'deploy' } | { kind: 'rollBack'; version: number } | null

/** Everything around the canvas: head, right column, dialogs, comparison. */
export function RoomParts({ process, designer, back, onReopen, tab, setTab, dropped, onTaken }: Props) {
  const { drawing, keeper } = designer
  const t = useWords(processWords)
  const said = useWords(versionWords)
  const running = runningOf(process)
  const suggestions = useSuggestions(process.key).items
  const aside = useRoomAside(process, drawing, suggestions, setTab)
  const files = useFiles(process.key, drawing, keeper.touch)
  const { discard } = useDraftEnds(process, designer, onReopen)
  const { comparison, compare, close } = useComparison(process.key, drawing.xml)
  const { isSimulating } = useDrawingState(drawing)
  const [dialog, setDialog] = useState<Dialog>(null)
  const [edited, setEdited] = useState<Edited | null>(null)
  useAction(t.deploy, () => setDialog({ kind: 'deploy' }))
  useEffect(() => {
    if (!dropped) return
    files.load(dropped)
    onTaken()
  }, [dropped, files.load, onTaken])
  const show = (elementId: string) => {
    setDialog(null)
    drawing.show(elementId)
  }
  const deployed = (version: number) => {
    setDialog(null)
    keeper.restart({ revision: 0, basedOn: version })
    processMoved(process.key)
    notifications.show({ message: said.deployed({ version }) })
  }
  const rolledBack = (to: number, next: number) => {
    setDialog(null)
    processMoved(process.key)
    notifications.show({ message: said.rolledBackTo({ version: to, next }) })
    // with a draft on the desk, what is drawn stays; without one the desk shows what runs
    if (keeper.base().revision === 0 && keeper.saving().state === 'still') onReopen()
  }
  return (
    <>
      <header className={classes.head}>
        {back}
        <div className={classes.name}>
          <h1>{process.name}</h1>
          <p>
            <span>{running === null ? t.neverDeployed : t.version({ version: running })}</span>
            <SavingState keeper={keeper} />
          </p>
        </div>
        <Tools
          drawing={drawing}
          files={files}
          onDiscard={process.draft || keeper.base().revision > 0 ? discard : null}
        />
        <div className={classes.main}>
          {running !== null && (
            <Button
              variant="default"
              leftSection={<IconArrowsDiff size={16} aria-hidden />}
              onClick={() => compare(running, 'draft')}
            >
              {t.compare}
            </Button>
          )}
          <Button leftSection={<IconRocket size={16} aria-hidden />} onClick={() => setDialog({ kind: 'deploy' })}>
            {t.deploy}
          </Button>
        </div>
      </header>
      <div className={classes.noticeArea}>
        <ConflictNotice keeper={keeper} running={running} onTakeTheirs={onReopen} onDownload={files.bpmn} />
      </div>
      {isSimulating && <p className={classes.simulatingNotice}>{t.simulating}</p>}
      <RoomAside
        {...aside}
        tab={tab}
        setTab={setTab}
        process={process}
        drawing={drawing}
        suggestions={suggestions}
        onCompare={compare}
        onRollBack={(version) => setDialog({ kind: 'rollBack', version })}
        onEditForm={(id) => setEdited({ kind: 'form', id })}
        onEditDecision={(id) => setEdited({ kind: 'decision', id })}
      />
      {edited && (
        <div className={classes.over}>
          <EditedRoom key={edited.id} drawing={drawing} edited={edited} onClose={() => setEdited(null)} />
        </div>
      )}
      {comparison && (
        <div className={classes.over}>
          <DiffView {...comparison} onClose={close} />
        </div>
      )}
      {dialog?.kind === 'deploy' && (
        <DeployDialog
          processKey={process.key}
          ready={() => ready(designer)}
          lintErrors={aside.lintErrors}
          accepted={suggestions.filter(({ state }) => state === 'accepted')}
          onDeployed={deployed}
          onShow={show}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog?.kind === 'rollBack' && (
        <RollBackDialog
          processKey={process.key}
          version={dialog.version}
          onDone={(next) => rolledBack(dialog.version, next)}
          onShow={show}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  )
}

function EditedRoom({ edited, ...rest }: { drawing: Drawing; edited: Edited; onClose: () => void }) {
  const Room = edited.kind === 'form' ? FormRoom : DecisionRoom
  return <Room id={edited.id} {...rest} />
}

/** The revision that holds all that is drawn; a drawing never changed is saved first, so that it may be deployed too. */
async function ready({ keeper }: Designer): Promise<number | null> {
  if (keeper.base().revision === 0) keeper.touch()
  return (await keeper.flush()) ? keeper.base().revision : null
}
