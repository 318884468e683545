/** The pages of the inventory. */
package dev.demarc.console.inventory;
