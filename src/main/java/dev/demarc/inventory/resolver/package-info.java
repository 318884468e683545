/** A desk's own systems that are asked who held something at a time. */
@NullMarked
package dev.demarc.inventory.resolver;

import org.jspecify.annotations.NullMarked;
