import { ActionIcon, Loader, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconArrowsRightLeft } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { TransferTarget } from '#shared/contract/call'
import type { InteractionId } from '#shared/contract/ids'
import { useFact } from '../../api/live'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { useHotkey } from '../../ui/hotkeys'
import { useWords } from '../../ui/words'
import classes from './CallStrip.module.css'
import { setTransfer, useCalls } from './callStore'
import { callWords } from './words'

/** Who can take the call over; the talk goes on until they answer. */
export function TransferMenu({ callId }: { callId: InteractionId }) {
  const t = useWords(callWords)
  const [isOpen, setOpen] = useState(false)
  const transfer = useCalls((s) => (s.transfer?.callId === callId ? s.transfer : null))
  const targets = useQuery({
    queryKey: ['transferTargets', callId],
    queryFn: () => server.listTransferTargets({ callId }),
    enabled: isOpen,
    staleTime: 0,
    gcTime: 0,
  })
  useFact('presenceChanged', () => {
    if (isOpen) void targets.refetch()
  })
  useHotkey('f6', t.transfer, () => setOpen(true), { isEnabled: transfer === null })
  const asking = useMutation({
    mutationFn: ({ staffId }: TransferTarget) =>
      server.transferCall({ callId, toStaffId: staffId, commandId: newCommandId() }),
    retry: false,
    onMutate: ({ name }) => setTransfer({ callId, toName: name }),
    onError: (error) => {
      setTransfer(null)
      notifications.show({ color: 'bad', message: refusalText(error, t.refusals) })
    },
  })
  if (transfer)
    return (
      <span className={classes.state} role="status">
        <Loader size={12} /> {t.transferring({ name: transfer.toName })}
      </span>
    )
  return (
    <Menu opened={isOpen} onChange={setOpen} position="bottom" width={260} returnFocus>
      <Menu.Target>
        <ActionIcon
          className={classes.control}
          aria-label={t.transfer}
          title={`${t.transfer} · F6`}
          aria-keyshortcuts="F6"
        >
          <IconArrowsRightLeft size={18} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label={t.transferTo}>
        <Menu.Label>{t.transferTo}</Menu.Label>
        {targets.data?.map((target) => (
          <Menu.Item key={target.staffId} onClick={() => asking.mutate(target)}>
            {target.name}
          </Menu.Item>
        ))}
        {targets.data?.length === 0 && <Menu.Item disabled>{t.noTargets}</Menu.Item>}
        {targets.error && <Menu.Item disabled>{refusalText(targets.error, t.refusals)}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}
