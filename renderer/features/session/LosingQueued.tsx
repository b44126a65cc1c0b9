import { Button, Modal } from '@mantine/core'
import { useWords } from '../../ui/words'
import classes from './SessionsDialog.module.css'
import { sessionWords } from './words'

type Props = { isOpen: boolean; onStay: () => void; onLose: () => void }

/** Signing out would destroy commands that still wait on the disk: only a clear yes does it. */
export function LosingQueued({ isOpen, onStay, onLose }: Props) {
  const t = useWords(sessionWords)
  return (
    <Modal opened={isOpen} onClose={onStay} title={t.signOut} closeButtonProps={{ 'aria-label': t.close }}>
      <p className={classes.hint}>{t.commandsWait}</p>
      <Button.Group>
        <Button variant="default" onClick={onStay} data-autofocus>
          {t.stay}
        </Button>
        <Button color="bad" onClick={onLose}>
          {t.dropAndSignOut}
        </Button>
      </Button.Group>
    </Modal>
  )
}
