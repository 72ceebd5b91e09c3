import { Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Chip } from './filter-row.tsx';

type Option = { value: string | null; label: string };
type Props = {
  options: Option[];
  value: string | null;
  isOn: boolean;
  onChoose: (value: string | null) => void;
};

/** A chip that opens its choices and shows the one taken. */
export function ChoiceChip({ options, value, isOn, onChoose }: Props) {
  const chosen = options.find((option) => option.value === value) ?? options[0];
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <Chip isOn={isOn}>{chosen?.label ?? ''}</Chip>
      </Menu.Target>
      <Menu.Dropdown mah={340} style={{ overflowY: 'auto' }}>
        {options.map((option) => (
          <Menu.Item
            key={option.value}
            onClick={() => onChoose(option.value)}
            aria-current={option === chosen}
            rightSection={option === chosen ? <IconCheck size={16} aria-hidden /> : null}
          >
            {option.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
