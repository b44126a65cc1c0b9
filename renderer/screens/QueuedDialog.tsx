import { Modal } from '@mantine/core'
import { QueuedCommands } from '../features/offline/QueuedCommands'
import { useWords } from '../ui/words'
import { screenWords } from './words'

/** Commands made without a connection: what each says, and what became of it. */
export function QueuedDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useWords(screenWords)
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t.queuedTitle}
      size={560}
      closeButtonProps={{ 'aria-label': t.close }}
    >
      <QueuedCommands />
    </Modal>
  )
}
