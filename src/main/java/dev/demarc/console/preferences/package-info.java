/** How a person wants the console, chosen where it shows. */
package dev.demarc.console.preferences;
