import { ActionIcon, Button, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconMap,
  IconMaximize,
  IconPlayerPlay,
  IconPlayerStop,
  IconZoomIn,
  IconZoomOut,
  type TablerIcon,
} from '@tabler/icons-react'
import { useAction } from '../../ui/hotkeys'
import { useWords } from '../../ui/words'
import classes from './Design.module.css'
import type { Drawing } from './drawing/drawing'
import { FileMenu } from './FileMenu'
import { useDrawingState } from './useDrawingState'
import type { Files } from './useFiles'
import { processWords } from './words'

type Props = { drawing: Drawing; files: Files; onDiscard: (() => void) | null }

/** What is done with the drawing as a whole; each of it is found by Ctrl+K too. */
export function Tools({ drawing, files, onDiscard }: Props) {
  const t = useWords(processWords)
  const { canUndo, canRedo, isSimulating } = useDrawingState(drawing)
  const stack = () => drawing.get('commandStack')
  return (
    <div className={classes.tools} role="toolbar" aria-label={t.tools}>
      <Tool label={t.undo} Icon={IconArrowBackUp} isOff={!canUndo || isSimulating} onClick={() => stack().undo()} />
      <Tool label={t.redo} Icon={IconArrowForwardUp} isOff={!canRedo || isSimulating} onClick={() => stack().redo()} />
      <span className={classes.gap} />
      <Tool label={t.zoomOut} Icon={IconZoomOut} onClick={() => drawing.zoom(0.8)} />
      <Tool label={t.zoomIn} Icon={IconZoomIn} onClick={() => drawing.zoom(1.25)} />
      <Tool label={t.fit} Icon={IconMaximize} onClick={() => drawing.fit()} />
      <Tool label={t.minimap} Icon={IconMap} onClick={() => drawing.get('minimap').toggle()} />
      <span className={classes.gap} />
      <Simulate drawing={drawing} isOn={isSimulating} />
      <FileMenu files={files} isOff={isSimulating} onDiscard={onDiscard} />
    </div>
  )
}

function Tool({
  label,
  Icon,
  isOff = false,
  onClick,
}: {
  label: string
  Icon: TablerIcon
  isOff?: boolean
  onClick: () => void
}) {
  useAction(label, onClick, { isEnabled: !isOff })
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} disabled={isOff} onClick={onClick}>
        <Icon size={18} stroke={1.7} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}

function Simulate({ drawing, isOn }: { drawing: Drawing; isOn: boolean }) {
  const t = useWords(processWords)
  const toggle = () => drawing.get('toggleMode').toggleMode()
  if (!isOn) return <Tool label={t.simulate} Icon={IconPlayerPlay} onClick={toggle} />
  return (
    <Button variant="light" size="compact-sm" leftSection={<IconPlayerStop size={15} aria-hidden />} onClick={toggle}>
      {t.stopSimulating}
    </Button>
  )
}
