import { Menu, UnstyledButton } from '@mantine/core'
import { IconTemplate } from '@tabler/icons-react'
import type { ConsumerId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import { sayTyping } from '../../api/live'
import { useMe } from '../../api/session'
import { uploadFile } from '../../api/upload'
import { useWords } from '../../ui/words'
import { ChatState, GiveBack } from './ChatState'
import { Composer } from './Composer'
import { useStaffOutbox } from './staffOutbox'
import { useSayTyping } from './useTyping'
import { chatWords } from './words'

type Props = { consumerId?: ConsumerId; interaction?: Interaction; onDone: () => void }

/** Answers in an open chat of mine; for any other chat it says who has it and how to take it. */
export function ChatComposer({ interaction }: Props) {
  const me = useMe()
  if (interaction?.channel !== 'chat') return null
  const isMine = interaction.state === 'open' && interaction.staffId === me.staffId
  return isMine ? <Answer interaction={interaction} /> : <ChatState interaction={interaction} />
}

function Answer({ interaction }: { interaction: Interaction }) {
  const t = useWords(chatWords)
  const { say } = useStaffOutbox()
  const onTyping = useSayTyping(() => sayTyping(interaction.id))
  return (
    <Composer
      draftKey={`chat.${interaction.id}`}
      onSend={(written) => say(interaction.id, written)}
      onTyping={onTyping}
      upload={uploadFile}
      phrases={(insert) => (
        <>
          <Phrases onPick={insert} />
          <GiveBack interaction={interaction} />
        </>
      )}
      hint={t.newLineHint}
    />
  )
}

function Phrases({ onPick }: { onPick: (text: string) => void }) {
  const t = useWords(chatWords)
  return (
    <Menu position="top-start" width={360} returnFocus={false}>
      <Menu.Target>
        <UnstyledButton c="dimmed" fz="sm" style={{ display: 'flex', gap: 6, alignItems: 'center' }}>
          <IconTemplate size={16} aria-hidden /> {t.greetings}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {Object.values(t.canned).map((text) => (
          <Menu.Item key={text} onClick={() => onPick(text)}>
            {text}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
