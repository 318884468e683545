/** The one place where stored reports are read. */
package dev.demarc.reading;
