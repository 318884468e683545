/** Lists of what a desk owns, read line by line: what would change is told before it does. */
package dev.demarc.inventory.imports;
