/** What nobody is known to hold, and how much hangs on it. */
package dev.demarc.ownership;
