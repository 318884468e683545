/** Lists of what a desk owns, read line by line: what would change is told before it does. */
@NullMarked
package dev.demarc.inventory.imports;

import org.jspecify.annotations.NullMarked;
