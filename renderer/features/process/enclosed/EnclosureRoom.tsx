import { Button, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useHotkey } from '../../../ui/hotkeys'
import classes from './Enclosed.module.css'

type Props = {
  label: string
  words: { name: string; close: string }
  name: string
  onName: (name: string) => void
  /** Beside the name: what can be shown. */
  tools?: ReactNode
  onClose: () => void
  children: ReactNode
}

/** One form or decision on the table, in place of the drawing. */
export function EnclosureRoom({ label, words, name, onName, tools, onClose, children }: Props) {
  useHotkey('escape', words.close, onClose, { isInPalette: false })
  return (
    <section className={classes.room} aria-label={label}>
      <header className={classes.head}>
        <TextInput
          className={classes.name ?? ''}
          aria-label={words.name}
          maxLength={100}
          value={name}
          onChange={(event) => event.currentTarget.value.trim() && onName(event.currentTarget.value)}
        />
        {tools}
        <span className={classes.tools}>
          <Button variant="default" size="compact-sm" leftSection={<IconX size={15} aria-hidden />} onClick={onClose}>
            {words.close}
          </Button>
        </span>
      </header>
      <div className={classes.place}>{children}</div>
    </section>
  )
}
