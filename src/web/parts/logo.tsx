/** The logo of the house: 开 (open) on a red square. Not an emblem of the state. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <rect class="logo-ground" width="32" height="32" rx="4" />
      <path
        class="logo-line"
        d="M8 9.5h16M6 16h20M12.5 9.5V16c0 4-1.4 6.6-4.6 8.6M20 9.5V25"
        fill="none"
        stroke-width="2.6"
      />
    </svg>
  )
}
