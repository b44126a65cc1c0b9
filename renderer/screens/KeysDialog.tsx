import { Modal } from '@mantine/core'
import { create } from 'zustand'
import { showKeys, useActions, useHotkey } from '../ui/hotkeys'
import { Kbd } from '../ui/Kbd'
import { useWords } from '../ui/words'
import classes from './KeysDialog.module.css'
import { screenWords } from './words'

const useDialog = create(() => ({ isOpen: false }))
export const showKeysDialog = () => useDialog.setState({ isOpen: true })

/** «?»: the keys that work on this screen, now. */
export function KeysDialog() {
  const t = useWords(screenWords)
  const isOpen = useDialog((s) => s.isOpen)
  useHotkey('?', t.showKeys, showKeysDialog)
  return (
    <Modal
      opened={isOpen}
      onClose={() => useDialog.setState({ isOpen: false })}
      title={t.keys}
      size={460}
      closeButtonProps={{ 'aria-label': t.close }}
    >
      {isOpen && <Keys />}
    </Modal>
  )
}

function Keys() {
  const t = useWords(screenWords)
  const actions = useActions((s) => s.actions)
  const shown = [{ id: 'search', label: t.search, keys: 'mod+k' }, ...actions].filter(
    (action, index, all) => action.keys && all.findIndex((one) => one.keys === action.keys) === index,
  )
  return (
    <ul className={classes.keys}>
      {shown.map((action) => (
        <li key={action.id}>
          {action.label}
          <Kbd>{showKeys(action.keys ?? '')}</Kbd>
        </li>
      ))}
    </ul>
  )
}
