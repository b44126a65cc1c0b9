import { useState } from 'react'
import type { OpenedProcess } from '#shared/contract/process'
import { ErrorState } from '../../ui/ErrorState'
import { Skeletons } from '../../ui/Skeletons'
import { useWords } from '../../ui/words'
import classes from './Design.module.css'
import type { Desk } from './desk'
import type { RoomTab } from './RoomAside'
import { RoomParts } from './RoomParts'
import { useDesigner } from './useDesigner'
import { processWords } from './words'

type Props = {
  process: OpenedProcess
  desk: Desk
  /** The way back to all processes. */
  back: React.ReactNode
  /** Opens what the server has now; what is drawn here and unsaved is left. */
  onReopen: () => void
}

/** A process on the drawing board. */
export function DesignRoom({ process, desk, back, onReopen }: Props) {
  const t = useWords(processWords)
  const { place, designer, problem } = useDesigner(desk)
  // stands while what is drawn is opened anew
  const [tab, setTab] = useState<RoomTab>('properties')
  const [dropped, setDropped] = useState<File | null>(null)
  const [isOver, setOver] = useState(false)
  return (
    <main className={classes.room}>
      <section
        className={classes.canvasArea}
        aria-label={t.canvas}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes('Files')) return
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          setOver(false)
          const [file] = event.dataTransfer.files
          if (!file) return
          event.preventDefault()
          setDropped(file)
        }}
      >
        <div ref={place} className={`${classes.canvas} okno-drawing`} />
        {!designer && problem === null && <Skeletons lines={4} height={48} />}
        {problem !== null && <ErrorState title={t.drawingFailed} hint={t.drawingFailedHint} onRetry={onReopen} />}
        {isOver && <div className={classes.drop}>{t.dropHere}</div>}
      </section>
      {designer ? (
        <RoomParts
          process={process}
          designer={designer}
          back={back}
          onReopen={onReopen}
          tab={tab}
          setTab={setTab}
          dropped={dropped}
          onTaken={() => setDropped(null)}
        />
      ) : (
        <header className={classes.head}>
          {back}
          <div className={classes.name}>
            <h1>{process.name}</h1>
          </div>
        </header>
      )}
    </main>
  )
}
