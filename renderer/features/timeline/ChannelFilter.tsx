import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconFilter } from '@tabler/icons-react'
import { ChannelKind } from '#shared/contract/interaction'
import { useWords } from '../../ui/words'
import classes from './ChannelFilter.module.css'
import { ChannelGlyph } from './channelLook'
import { timelineWords } from './words'

type Props = { channel: ChannelKind | null; onChange: (channel: ChannelKind | null) => void }

export function ChannelFilter({ channel, onChange }: Props) {
  const t = useWords(timelineWords)
  return (
    <Menu position="bottom-end" width={220} withinPortal={false}>
      <Menu.Target>
        <UnstyledButton
          className={classes.button}
          data-on={channel !== null || undefined}
          aria-label={`${t.filter}: ${channel ? t.channels[channel] : t.allChannels}`}
        >
          <IconFilter size={16} aria-hidden />
          {channel ? t.channels[channel] : t.allChannels}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item rightSection={channel === null && <IconCheck size={16} />} onClick={() => onChange(null)}>
          {t.allChannels}
        </Menu.Item>
        <Menu.Divider />
        {ChannelKind.options.map((kind) => (
          <Menu.Item
            key={kind}
            leftSection={<ChannelGlyph channel={kind} />}
            rightSection={channel === kind && <IconCheck size={16} />}
            onClick={() => onChange(kind)}
          >
            {t.channels[kind]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
