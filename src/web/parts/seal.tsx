/** The house's own mark: 开 (open), cut square like a name seal. No emblem of the state. */
export function Seal() {
  return (
    <svg class="seal" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <rect class="seal-ground" width="32" height="32" rx="4" />
      <path
        class="seal-cut"
        d="M8 9.5h16M6 16h20M12.5 9.5V16c0 4-1.4 6.6-4.6 8.6M20 9.5V25"
        fill="none"
        stroke-width="2.6"
      />
    </svg>
  )
}
