import { UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Kbd } from '../../ui/Kbd'
import { useWords } from '../../ui/words'
import classes from './SearchField.module.css'
import { searchWords } from './words'

/** The field on top: opens the palette. */
export function SearchField({ onOpen }: { onOpen: () => void }) {
  const t = useWords(searchWords)
  return (
    <UnstyledButton className={classes.field} onClick={onOpen} aria-keyshortcuts="Control+K">
      <IconSearch size={17} aria-hidden />
      <span className={classes.text}>{t.placeholder}</span>
      <Kbd>Ctrl K</Kbd>
    </UnstyledButton>
  )
}
