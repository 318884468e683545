/** The pages of the inventory. */
@NullMarked
package dev.demarc.console.inventory;

import org.jspecify.annotations.NullMarked;
