package dev.demarc.shared;

/**
 * Somebody changed how this Demarc works, told within the transaction of the change.
 *
 * @param setting what was changed, as people call it
 * @param detail how it is now
 */
public record SettingChanged(String setting, String detail, Actor by) {}
