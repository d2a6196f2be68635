/**
 * Whether the assets came with the package, which knows the address of each. The package's build replaces this module. It is
 * apart from the addresses, so that a page's first modules name no asset: some frameworks fetch in advance all that these name.
 */
export const isPacked: boolean = false;
