package dev.demarc.inventory;

/** Told in the transaction in which entries are added or changed. */
public record InventoryChanged() {}
