/**
 * What the services tell each other and the world. Records, schemas and codes; no framework and no
 * logic.
 */
@NullMarked
package dev.steadfast.contracts;

import org.jspecify.annotations.NullMarked;
