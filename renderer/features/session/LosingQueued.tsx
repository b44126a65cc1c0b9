import { Button, Modal } from '@mantine/core'
import { signOut } from '../../api/session'
import { useWords } from '../../ui/words'
import classes from './SessionsDialog.module.css'
import { sessionWords } from './words'

/** Signing out would destroy commands that still wait on the disk: only a clear yes does it. */
export function LosingQueued({ isOpen, onStay }: { isOpen: boolean; onStay: () => void }) {
  const t = useWords(sessionWords)
  return (
    <Modal opened={isOpen} onClose={onStay} title={t.signOut} closeButtonProps={{ 'aria-label': t.close }}>
      <p className={classes.hint}>{t.commandsWait}</p>
      <Button.Group>
        <Button variant="default" onClick={onStay} data-autofocus>
          {t.stay}
        </Button>
        <Button color="bad" onClick={() => void signOut({ dropsQueued: true })}>
          {t.dropAndSignOut}
        </Button>
      </Button.Group>
    </Modal>
  )
}
