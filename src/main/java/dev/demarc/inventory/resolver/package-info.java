/** A desk's own systems that are asked who held something at a time. */
package dev.demarc.inventory.resolver;
